#!/usr/bin/env python3
"""Logs in to a running simulator with msal, and reads Graph and the Management Activity API as their documentation pages.

usage: microsoft.py URL CERTIFICATES FROM TO EVENTS

CERTIFICATES is the folder `siemgap simulate --tls` filled; FROM and TO are RFC 3339 in UTC; EVENTS is how many events each
source has. The secret comes from SIMULATOR_CLIENT_SECRET, a certificate authority from REQUESTS_CA_BUNDLE.
"""

import base64
import datetime
import hashlib
import json
import os
import ssl
import sys

import msal
import requests

TENANT = "d0000000-0000-4000-8000-000000000000"
CLIENT = "4b7a0000-0000-4000-8000-000000009c02"
KINDS = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"]
CONTENTS = ["Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "Audit.General", "DLP.All"]


def token(url, credential, resource):
    """What msal gets for a credential."""
    application = msal.ConfidentialClientApplication(
        CLIENT, authority=f"{url}/{TENANT}", client_credential=credential, instance_discovery=False
    )
    return application.acquire_token_for_client([resource + "/.default"])


def credentials(folder):
    """The secret and the certificate in the forms msal takes them, by name."""
    with open(os.path.join(folder, "client.key"), encoding="ascii") as file:
        key = file.read()
    with open(os.path.join(folder, "client.pem"), encoding="ascii") as file:
        certificate = file.read()
    digest = hashlib.sha1(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest().upper()
    return {
        "secret": os.environ["SIMULATOR_CLIENT_SECRET"],
        "certificate and thumbprint": {"private_key": key, "thumbprint": digest},
        "certificate alone": {"private_key": key, "public_certificate": certificate},
    }


def graph(url, bearer, path, parameters):
    """Every record of a list, by its next links."""
    headers = {"Authorization": "Bearer " + bearer}
    answer = requests.get(url + path, headers=headers, params=parameters, timeout=30)
    while True:
        answer.raise_for_status()
        page = answer.json()
        yield from page["value"]
        if "@odata.nextLink" not in page:
            return
        answer = requests.get(page["@odata.nextLink"], headers=headers, timeout=30)


def management(url, bearer, start, days):
    """Every event of all content types, from windows of a day."""
    headers = {"Authorization": "Bearer " + bearer}
    feed = f"{url}/api/v1.0/{TENANT}/activity/feed"
    for content in CONTENTS:
        for day in range(days):
            begin = start + datetime.timedelta(days=day)
            parameters = {
                "contentType": content, "PublisherIdentifier": TENANT, "startTime": begin.strftime("%Y-%m-%dT%H:%M:%S"),
                "endTime": (begin + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S"),
            }
            answer = requests.get(feed + "/subscriptions/content", headers=headers, params=parameters, timeout=30)
            while True:
                answer.raise_for_status()
                for blob in answer.json():
                    events = requests.get(blob["contentUri"], headers=headers, timeout=30)
                    events.raise_for_status()
                    yield from events.json()
                if "NextPageUri" not in answer.headers:
                    break
                answer = requests.get(answer.headers["NextPageUri"], headers=headers, timeout=30)


def main():
    url, folder, start, end, expected = *sys.argv[1:5], int(sys.argv[5])
    failures = []
    for name, credential in credentials(folder).items():
        got = token(url, credential, "https://graph.microsoft.com")
        print(f"msal, {name}: {'a token' if 'access_token' in got else got}")
        if "access_token" not in got:
            failures.append(name)
    wrong = token(url, "wrong", "https://graph.microsoft.com")
    if wrong.get("error_codes") != [7000215]:
        failures.append(f"a wrong secret: {wrong}")
    bearer = token(url, os.environ["SIMULATOR_CLIENT_SECRET"], "https://graph.microsoft.com")["access_token"]
    claims = bearer.split(".")[1]
    roles = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["roles"]
    if "AuditLog.Read.All" not in roles:
        failures.append("roles in the token")

    bounds = "{0} ge " + start + " and {0} le " + end
    found = {"signIns": set(), "directoryAudits": set(), "riskDetections": set()}
    for kind in KINDS:
        where = bounds.format("createdDateTime") + f" and signInEventTypes/any(t: t eq '{kind}')"
        records = graph(url, bearer, "/beta/auditLogs/signIns", {"$filter": where, "$top": 100})
        found["signIns"].update(record["id"] for record in records)
    for name, path, time in [
        ("directoryAudits", "/v1.0/auditLogs/directoryAudits", "activityDateTime"),
        ("riskDetections", "/v1.0/identityProtection/riskDetections", "activityDateTime"),
    ]:
        records = graph(url, bearer, path, {"$filter": bounds.format(time), "$top": 100})
        found[name].update(record["id"] for record in records)
    bearer = token(url, os.environ["SIMULATOR_CLIENT_SECRET"], "https://manage.office.com")["access_token"]
    first = datetime.datetime.fromisoformat(start.replace("Z", "+00:00"))
    found["management"] = {event["Id"] for event in management(url, bearer, first, 4)}
    for name, ids in found.items():
        print(f"{name}: {len(ids)} of {expected} events")
        if len(ids) != expected:
            failures.append(name)
    for failure in failures:
        print(f"failed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
