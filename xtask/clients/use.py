"""Reads reports with the client that was generated from the description of the API.

use.py ADDRESS TOKEN, with the generated package on PYTHONPATH.
"""

import sys

from countersign_client import AuthenticatedClient
from countersign_client.api.usage_reports import list_usage_reports, read_usage_report

address, token = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=token, raise_on_unexpected_status=True)
page = list_usage_reports.sync(client=client, cycle="2026-10")
report = read_usage_report.sync(client=client, id=page.items[0].id)
chargeable = report.lines[0].chargeable
# A quantity is a text, so that no client rounds it.
assert isinstance(chargeable, str), chargeable
print(f"{len(page.items)} reports, {len(report.lines)} lines, {chargeable} units")
