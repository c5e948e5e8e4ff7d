"""The kinds of files that a case may hold."""

from tumorboard.vocabulary.word import Word


class FileKind(Word):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf", "PDF"
    PNG = "png", "PNG image"
    JPEG = "jpeg", "JPEG image"


MEDIA = {FileKind.PDF: "application/pdf", FileKind.PNG: "image/png", FileKind.JPEG: "image/jpeg"}
ENDINGS = {FileKind.PDF: ".pdf", FileKind.PNG: ".png", FileKind.JPEG: ".jpg"}
