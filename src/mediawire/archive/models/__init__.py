"""Tables of the archive, one module a part of the line.

Values of the model stand in text columns as their JSON (`archive.packing`), beside the columns that queries need.
Tables named in `APPEND_ONLY` refuse UPDATE and DELETE by triggers on both databases.
"""

from mediawire.archive.models.captures import CaptureRow
from mediawire.archive.models.documents import DocumentRow
from mediawire.archive.models.items import (
    DecisionRow,
    DutyRow,
    ItemRow,
    PendingRow,
    PictureRow,
    PrintedFileRow,
    SearchText,
)
from mediawire.archive.models.leads import LeadKeyRow, LeadRow, NoticeKeyRow, NoticeRow
from mediawire.archive.models.log import CheckpointRow, LogEntryRow, ManifestRow, OutboxRow
from mediawire.archive.models.reports import JudgementRow, QuarantineRow, ReportRow, StoryMergeRow, StoryMoveRow
from mediawire.archive.models.service import AlarmRow, HeartbeatRow, LockRow, RequestRow
from mediawire.archive.models.sources import ConfirmedPageRow, DoorRow, GrantRow, OutletRuleRow, SourceRow, TermsPageRow
from mediawire.archive.models.subscriptions import SubscriptionRow

APPEND_ONLY = (DecisionRow, NoticeRow, LogEntryRow, CheckpointRow)

__all__ = [
    "APPEND_ONLY",
    "AlarmRow",
    "CaptureRow",
    "CheckpointRow",
    "ConfirmedPageRow",
    "DecisionRow",
    "DocumentRow",
    "DoorRow",
    "DutyRow",
    "GrantRow",
    "HeartbeatRow",
    "ItemRow",
    "JudgementRow",
    "LeadKeyRow",
    "LeadRow",
    "LockRow",
    "LogEntryRow",
    "ManifestRow",
    "NoticeKeyRow",
    "NoticeRow",
    "OutboxRow",
    "OutletRuleRow",
    "PendingRow",
    "PictureRow",
    "PrintedFileRow",
    "QuarantineRow",
    "ReportRow",
    "RequestRow",
    "SearchText",
    "SourceRow",
    "StoryMergeRow",
    "StoryMoveRow",
    "SubscriptionRow",
    "TermsPageRow",
]
