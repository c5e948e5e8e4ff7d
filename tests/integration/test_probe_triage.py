from collections import Counter
from tests.integration.test_crowd import *
from tests.integration.conftest import *
from tumorboard.models import CaseNeed
def test_triage(app):
    ids = waiting(WRITERS)
    for i in ids:
        c = db.session.get_one(Case, i); c.status="ready"; c.accepted_at=NOW; c.accepted_by_id=c.submitter_id
        c.tier=0; c.urgency="tumor_emergency"; c.answers={"proposal":"Operate."}
    db.session.commit()
    vs = {i: db.session.get_one(Case,i).version for i in ids}
    posts=[]
    for n,((client, token),(case_id,seen)) in enumerate(zip(browsers(app,"coord_dale",WRITERS), vs.items())):
        posts.append((client, f"/cases/{case_id}/triage", {"specialties":["radiology"],"minutes":str(3+n%9),"urgency":"tumor_emergency","complexity":str(1+n%5),"presenter":"","seen":str(seen),"csrf_token":token}))
    import time; t=time.time()
    answers=at_once(posts)
    print(Counter(a.status_code for a in answers), time.time()-t)
    for a in answers:
        if a.status_code==500: print(a.text[-600:])
    assert 0
