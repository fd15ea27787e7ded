"""Uses what others wrote, unchanged: the SDKs of CloudEvents and of OpenMeter send events, and the
library of Standard Webhooks checks a message.

sdks.py ADDRESS TOKEN CERTIFICATE KEY: the token is one of the operator, and the program trusts the
certificate, which is for 127.0.0.1.
"""

import http.server
import json
import queue
import ssl
import sys
import threading

import requests
from azure.core.exceptions import HttpResponseError
from cloudevents.conversion import to_binary, to_dict, to_structured
from cloudevents.http import CloudEvent
from openmeter import Client
from standardwebhooks import Webhook, WebhookVerificationError

address, token, certificate, key = sys.argv[1:]
TYPE = "com.example.seats"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {token}"


def call(method, path, expected, **arguments):
    answer = session.request(method, f"{address}/api/v1/{path}", **arguments)
    assert answer.status_code == expected, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer


def event(subscription, minute, assigned):
    """An event about a subscription, at a minute of its own."""
    attributes = {
        "type": TYPE,
        "source": "/meters/eu-1",
        "subject": subscription,
        "time": f"2026-10-15T10:{minute:02}:00Z",
    }
    return CloudEvent(attributes, {"seats": {"assigned": assigned, "active": assigned - 1}})


def results(events):
    """Sends events and asks for the result of each."""
    headers = {
        "Content-Type": "application/cloudevents-batch+json",
        "Prefer": "return=representation",
    }
    body = json.dumps([to_dict(it) for it in events])
    return call("POST", "events", 200, data=body, headers=headers).json()["results"]


def check_stored(sent, assigned):
    """The event changes nothing when it is sent again, and another one finds its figures."""
    assert results([sent])[0]["result"] == "unchanged"
    attributes = {**sent.get_attributes(), "id": f"{sent['id']}-other"}
    seats = {"assigned": assigned + 5, "active": assigned}
    result = results([CloudEvent(attributes, {"seats": seats})])[0]
    assert result["result"] == "superseded", result
    earlier = result["earlier"]
    assert (earlier["provisioned"], earlier["used"]) == (str(assigned), str(assigned - 1)), result


def cloud_events(subscription):
    structured, binary = event(subscription, 1, 11), event(subscription, 2, 12)
    for headers, body in [to_structured(structured), to_binary(binary)]:
        call("POST", "events", 204, data=body, headers=headers)
    check_stored(structured, 11)
    check_stored(binary, 12)
    batch = [event(subscription, minute, 10 + minute) for minute in (3, 4)]
    assert [it["result"] for it in results(batch)] == ["created", "created"]
    check_stored(batch[1], 14)


def open_meter(subscription):
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    client = Client(endpoint=address, headers=headers)
    one = event(subscription, 11, 21)
    batch = [event(subscription, 12, 22), event(subscription, 13, 23)]
    client.ingest_events(to_dict(one))
    client.ingest_events([to_dict(it) for it in batch])
    for sent, assigned in [(one, 21), (batch[0], 22), (batch[1], 23)]:
        check_stored(sent, assigned)
    # Its quick start leaves out the time, which a reading needs.
    timeless = {**to_dict(one), "id": "timeless"}
    del timeless["time"]
    unknown = {**to_dict(one), "id": "unknown", "subject": "nothing"}
    for refused in [timeless, unknown]:
        try:
            client.ingest_events(refused)
        except HttpResponseError as error:
            assert error.status_code == 400, error
        else:
            raise AssertionError(f"{refused} was accepted")


def standard_webhooks():
    received = queue.Queue()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.put((dict(self.headers), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    place = f"https://127.0.0.1:{server.server_port}/in"
    webhook = {"name": "release check", "address": place, "events": ["report.approved"]}
    made = call("POST", "webhooks", 201, json=webhook).json()
    call("POST", f"webhooks/{made['webhook']['id']}/test", 202)
    headers, body = received.get(timeout=60)
    library = Webhook(made["secret"])
    message = library.verify(body, headers)
    try:
        library.verify(body + b" ", headers)
    except WebhookVerificationError:
        server.shutdown()
        return message["type"]
    raise AssertionError("a changed message was accepted")


mapping = {"provisioned": "/seats/assigned", "used": "/seats/active"}
call("PUT", f"event-mappings/{TYPE}", 201, json=mapping)
first = call("GET", "subscriptions?limit=1", 200).json()["items"][0]["code"]
cloud_events(first)
open_meter(first)
message = standard_webhooks()
print(f"events of CloudEvents and OpenMeter are readings of {first}; a {message} message is ours")
