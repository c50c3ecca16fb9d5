#!/usr/bin/env python3
"""Reads Okta, Google Workspace and GitHub of a running simulator with requests, the way their documentation pages.

usage: paging.py [--events N] URL FROM TO [SERVICE...]

FROM and TO are RFC 3339. Secrets come from the environment variables that the simulator prints: OKTA_TOKEN,
GITHUB_AUDIT_TOKEN, GOOGLE_PRIVATE_KEY; a certificate authority from REQUESTS_CA_BUNDLE. Prints how many different
records each service has, and fails when one has none, or not N.
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import time

import requests

SCOPE = "https://www.googleapis.com/auth/admin.reports.audit.readonly"
APPLICATIONS = ["login", "drive", "token", "admin"]


def get(url, headers, params=None):
    """An answer, asked for again after a throttle or a failure."""
    for _ in range(6):
        answer = requests.get(url, headers=headers, params=params, timeout=30)
        if answer.status_code < 400:
            return answer
        if answer.status_code not in (403, 429, 500, 503):
            break
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))
    raise SystemExit(f"{url}: {answer.status_code} {answer.text[:300]}")


def okta(url, start, end):
    """Bounded: until there is no next link."""
    headers = {"Authorization": "SSWS " + os.environ["OKTA_TOKEN"], "Accept": "application/json"}
    answer = get(url + "/api/v1/logs", headers, {"since": start, "until": end, "limit": 200})
    ids = [record["uuid"] for record in answer.json()]
    while "next" in answer.links:
        answer = get(answer.links["next"]["url"], headers)
        ids += [record["uuid"] for record in answer.json()]
    return ids


def okta_polling(url, start, end):
    """Polling: until two empty arrays in a row, which still have a next link."""
    headers = {"Authorization": "SSWS " + os.environ["OKTA_TOKEN"], "Accept": "application/json"}
    answer = get(url + "/api/v1/logs", headers, {"since": start, "sortOrder": "ASCENDING", "limit": 200})
    ids, empty = [], 0
    while empty < 2:
        page = answer.json()
        empty = 0 if page else empty + 1
        ids += [record["uuid"] for record in page if start <= record["published"] < end]
        if "next" not in answer.links:
            raise SystemExit("okta: polling came to a page without a next link")
        answer = get(answer.links["next"]["url"], headers)
    return ids


def github(url, start, end):
    """By cursor, all kinds of events."""
    headers = {
        "Authorization": "Bearer " + os.environ["GITHUB_AUDIT_TOKEN"], "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    params = {"phrase": f"created:>={start} created:<{end}", "include": "all", "per_page": 100, "order": "asc"}
    answer = get(url + "/orgs/example/audit-log", headers, params)
    ids = [record["_document_id"] for record in answer.json()]
    while "next" in answer.links:
        answer = get(answer.links["next"]["url"], headers)
        ids += [record["_document_id"] for record in answer.json()]
    return ids


def encoded(data):
    """Base 64 for URLs, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def google_token(url):
    """A token by the JWT-bearer grant; openssl signs."""
    now = int(time.time())
    claims = {
        "iss": "siemgap@simulator.example", "sub": "admin@contoso.example", "scope": SCOPE, "aud": url + "/token",
        "iat": now, "exp": now + 3600,
    }
    parts = [encoded(json.dumps(part).encode()) for part in ({"alg": "RS256", "typ": "JWT"}, claims)]
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as key:
        key.write(os.environ["GOOGLE_PRIVATE_KEY"])
        key.flush()
        signature = subprocess.run(
            ["openssl", "dgst", "-sha256", "-sign", key.name], input=".".join(parts).encode(), capture_output=True,
            check=True,
        ).stdout
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    assertion = ".".join(parts + [encoded(signature)])
    answer = requests.post(url + "/token", data={"grant_type": grant, "assertion": assertion}, timeout=30)
    if answer.status_code != 200:
        raise SystemExit(f"google: {answer.status_code} {answer.text}")
    return answer.json()["access_token"]


def google(url, start, end):
    """Each application by page tokens; the key has four fields."""
    headers = {"Authorization": "Bearer " + google_token(url)}
    ids = []
    for application in APPLICATIONS:
        params = {"startTime": start, "endTime": end, "maxResults": 200}
        while True:
            path = f"{url}/admin/reports/v1/activity/users/all/applications/{application}"
            page = get(path, headers, params).json()
            for item in page.get("items", []):
                key = item["id"]
                ids.append((key["time"], key["uniqueQualifier"], key["applicationName"], key["customerId"]))
            if "nextPageToken" not in page:
                break
            params["pageToken"] = page["nextPageToken"]
    return ids


SERVICES = {"okta": okta, "okta-polling": okta_polling, "github": github, "google": google}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int)
    parser.add_argument("url")
    parser.add_argument("start")
    parser.add_argument("end")
    parser.add_argument("services", nargs="*", default=list(SERVICES))
    told = parser.parse_args()
    wrong = False
    for name in told.services:
        count = len(set(SERVICES[name](told.url, told.start, told.end)))
        is_right = count > 0 and told.events in (None, count)
        wrong = wrong or not is_right
        print(f"{name}: {count} records" + ("" if is_right else ", which is wrong"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
