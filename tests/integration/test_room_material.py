"""What the room can open beside a case: images in the viewer, files, and what was said of the pathology."""

from tests.factories import NOW
from tests.reading import as_read
from tests.rooms import AT, Room
from tumorboard.models import Attachment
from tumorboard.vocabulary.files import FileKind

VIEWER = "https://pacs.example.org/1"


def test_images_files_and_pathology_are_opened_from_the_room(room: Room) -> None:
    case = room.cases[0]
    case.answers = {**case.answers, "outside_pathology": "reviewed", "path_concordance": "minor", "imaging": [
        {"modality": "ct", "region": "liver", "date": "2026-11-20", "loaded": "yes", "link": VIEWER},
        {"modality": "mri", "date": "2026-10-02", "loaded": "requested", "link": "javascript:alert(1)"}]}
    room.session.add(Attachment(case_id=case.id, name="review.pdf", about="Outside review", kind=FileKind.PDF,
                                size=2048, sha256="0" * 64, at=NOW, by_id=room.coordinator.id))
    room.session.commit()
    page = room.open().client.get(f"{AT}{room.path()}").text
    assert f'<a href="{VIEWER}" target="_blank"' in page and "javascript:" not in page
    text = as_read(room.client.get(f"{AT}{room.path()}"))
    for words in ("CT, liver, Nov 20, 2026", "MRI, Oct 2, 2026", "Requested", "Outside review",
                  "Reviewed in house. In-house review: minor difference"):
        assert words in text, words
    assert f"/cases/{case.id}/files/" in page
