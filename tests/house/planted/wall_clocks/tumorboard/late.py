import datetime as moments
import time
from datetime import UTC, date, datetime
from time import time as seconds

from sqlalchemy import func

READS = (datetime.now(UTC), datetime.utcnow(), date.today(), time.time(), seconds(), func.now(),
         moments.datetime.now())
