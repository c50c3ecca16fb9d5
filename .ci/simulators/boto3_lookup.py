#!/usr/bin/env python3
"""Pages LookupEvents of a running simulator with boto3, which signs on its own.

usage: boto3_lookup.py [--events N] URL REGION...

The secret comes from AWS_SECRET_ACCESS_KEY; a certificate authority from AWS_CA_BUNDLE. Prints how many events each
region has, and fails when the regions together have not N different ones, when the same id stands for two texts, an
event lies in another region, or a wrong secret is let in.
"""

import argparse
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

KEY_ID = "AKIASIEMGAPSIM000001"


def client(url, region, secret):
    """A CloudTrail client that asks the simulator and retries throttling in botocore's standard way."""
    return boto3.client(
        "cloudtrail", endpoint_url=url, region_name=region, aws_access_key_id=KEY_ID, aws_secret_access_key=secret,
        config=Config(retries={"mode": "standard", "max_attempts": 5}),
    )


def events(url, region, secret):
    """Every event of a region, by botocore's own paginator."""
    pages = client(url, region, secret).get_paginator("lookup_events").paginate(PaginationConfig={"PageSize": 50})
    return [event for page in pages for event in page["Events"]]


def faults(found, region):
    """What is wrong with a region's events, one line each."""
    texts = {(event["EventId"], event["CloudTrailEvent"]) for event in found}
    if len({event["EventId"] for event in found}) != len(texts):
        yield "one id stands for two texts"
    if any(json.loads(event["CloudTrailEvent"])["awsRegion"] != region for event in found):
        yield "an event is another region's"
    times = [event["EventTime"] for event in found]
    if times != sorted(times, reverse=True):
        yield "events are not newest first"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int)
    parser.add_argument("url")
    parser.add_argument("regions", nargs="+")
    told, secret = parser.parse_args(), os.environ["AWS_SECRET_ACCESS_KEY"]
    wrong = []
    try:
        client(told.url, told.regions[0], "another secret").lookup_events()
        wrong.append("a wrong secret was let in")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code != "InvalidSignatureException":
            wrong.append(f"a wrong secret was refused with {code}")
    total = 0
    for region in told.regions:
        found = events(told.url, region, secret)
        different = len({event["EventId"] for event in found})
        print(f"{region}: {different} events")
        total += different
        wrong += [f"{region}: {fault}" for fault in faults(found, region)]
    if total == 0 or told.events not in (None, total):
        wrong.append(f"{total} events in all")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
