#!/usr/bin/env python3
"""Reads a simulated Elasticsearch or OpenSearch with the vendor's own client and compares with the export beside it.

usage: elastic.py elasticsearch|opensearch URL CA FOLDER SOURCE...

FOLDER holds what `siemgap simulate --out` wrote: for each source the hits the simulator holds. The credential comes from
ELASTICSEARCH_API_KEY or OPENSEARCH_PASSWORD.
"""

import json
import os
import sys
import time

USER = "siemgap"
PAGE = 113


class Elastic:
    """The official client of Elasticsearch."""

    def __init__(self, url, ca, secret=None):
        import elasticsearch
        import elasticsearch.helpers

        self.errors, self.scan = elasticsearch, elasticsearch.helpers.scan
        self.bulk = elasticsearch.helpers.bulk
        self.refused = elasticsearch.AuthenticationException
        key = os.environ["ELASTICSEARCH_API_KEY"] if secret is None else secret
        self.client = elasticsearch.Elasticsearch(url, api_key=key, ca_certs=ca, request_timeout=30)
        self.bad_request = elasticsearch.BadRequestError

    def open(self, index, keep="1m"):
        return self.client.open_point_in_time(index=index, keep_alive=keep)["id"]

    def close(self, pit):
        return self.client.close_point_in_time(id=pit)["succeeded"]

    def search(self, **body):
        return self.client.search(**body)


class Open:
    """The official client of OpenSearch."""

    def __init__(self, url, ca, secret=None):
        import opensearchpy
        import opensearchpy.helpers

        self.errors, self.scan = opensearchpy.exceptions, opensearchpy.helpers.scan
        self.bulk = opensearchpy.helpers.bulk
        self.refused = opensearchpy.exceptions.AuthenticationException
        password = os.environ["OPENSEARCH_PASSWORD"] if secret is None else secret
        self.client = opensearchpy.OpenSearch([url], http_auth=(USER, password), ca_certs=ca, timeout=30)
        self.bad_request = opensearchpy.exceptions.RequestError

    def open(self, index, keep="1m"):
        return self.client.create_pit(index=index, params={"keep_alive": keep})["pit_id"]

    def close(self, pit):
        return self.client.delete_pit(body={"pit_id": [pit]})["pits"][0]["successful"]

    def search(self, index=None, **body):
        return self.client.search(index=index, body=body)


def by_id(hits):
    """The sources of hits by document id; no id may come twice."""
    hits = list(hits)
    found = {hit["_id"]: hit["_source"] for hit in hits}
    assert len(found) == len(hits), "a document came twice"
    return found


def pages(product, index, sort, **body):
    """Every hit of a point in time, page by page with the newest id."""
    pit, after, total = product.open(index), {}, None
    while True:
        answer = product.search(
            size=PAGE, pit={"id": pit, "keep_alive": "1m"}, sort=sort, track_total_hits=True, **after, **body
        )
        assert answer["_shards"]["failed"] == 0 and not answer["timed_out"]
        assert answer["pit_id"] != pit, "a point in time gets a new id with each answer"
        pit, total, hits = answer["pit_id"], answer["hits"]["total"], answer["hits"]["hits"]
        if not hits:
            break
        yield from hits
        after = {"search_after": hits[-1]["sort"]}
    assert total["relation"] == "eq"
    assert product.close(pit)


def expect(error, act, what):
    """Fails unless the client raises this error."""
    try:
        act()
    except error:
        return
    raise AssertionError(f"{what}: no {error.__name__}")


def check_source(product, folder, source):
    """Reads one source in every way the client offers."""
    index = f"logs-{source}-default"
    with open(os.path.join(folder, source, "siem.json"), encoding="utf-8") as file:
        held = by_id(json.load(file)["hits"]["hits"])
    assert by_id(pages(product, index, [{"_shard_doc": "asc"}])) == held
    assert by_id(pages(product, index, [{"@timestamp": "desc"}, {"_id": "asc"}])) == held
    assert by_id(product.scan(product.client, index=index, size=PAGE, query={"query": {"match_all": {}}})) == held
    assert product.client.count(index=index)["count"] == len(held)
    parts = [by_id(pages(product, index, [{"_shard_doc": "asc"}], slice={"id": part, "max": 3})) for part in range(3)]
    assert sum(len(part) for part in parts) == len(held) and {**parts[0], **parts[1], **parts[2]} == held

    times = sorted(document["@timestamp"] for document in held.values())
    first, last = times[len(times) // 4], times[len(times) // 2]
    window = {"range": {"@timestamp": {"gte": first, "lt": last, "format": "strict_date_optional_time_nanos"}}}
    wanted = {key: document for key, document in held.items() if first <= document["@timestamp"] < last}
    query = {"bool": {"filter": [window]}}
    assert by_id(pages(product, index, [{"_shard_doc": "asc"}], query=query)) == wanted
    some = sorted(held)[:7]
    assert set(by_id(product.search(index=index, query={"ids": {"values": some}})["hits"]["hits"])) == set(some)
    narrow = product.search(index=index, query=query, source=["@timestamp"]) if isinstance(product, Elastic) else (
        product.search(index=index, query=query, _source=["@timestamp"]))
    assert narrow["hits"]["hits"]
    assert all(set(hit["_source"]) == {"@timestamp"} for hit in narrow["hits"]["hits"])
    return len(held)


def check_writing(product, source):
    """Writes documents with the client's own bulk helper and finds them, once each."""
    index = f"logs-{source}-default"
    documents = {
        f"written-{number}": {"@timestamp": "2026-11-03T12:00:00.%03dZ" % number, "event": {"id": f"w{number}"}, "text": "äé\n\""}
        for number in range(230)
    }
    actions = [{"_op_type": "create", "_index": index, "_id": key, "_source": own} for key, own in documents.items()]
    taken, refused = product.bulk(product.client, actions, chunk_size=50)
    assert taken == len(documents) and not refused
    query = {"ids": {"values": sorted(documents)}}
    assert by_id(product.search(index=index, query=query, size=500)["hits"]["hits"]) == documents
    assert len(product.search(index=index, query={"term": {"event.id": "w7"}})["hits"]["hits"]) == 1
    taken, refused = product.bulk(product.client, actions[:20], raise_on_error=False)
    assert taken == 0 and {row["create"]["status"] for row in refused} == {409}


def check_errors(product, make, source):
    """Holds refusals to the exceptions that the client has for them."""
    index = f"logs-{source}-default"
    expect(product.refused, lambda: make("bm9ib2R5Ondyb25n").search(index=index), "a wrong credential")
    expect(product.errors.NotFoundError, lambda: product.search(index="logs-nosuch-default"), "a missing index")
    expect(product.errors.NotFoundError, lambda: product.open("logs-nosuch-default"), "a missing index")
    expect(product.bad_request, lambda: product.search(index=index, size=10001), "a page that is too large")
    pit = product.open(index, keep="1s")
    time.sleep(1.2)
    expect(product.errors.NotFoundError, lambda: product.search(pit={"id": pit}), "a point in time that expired")


def main():
    kind, url, ca, folder, *sources = sys.argv[1:]
    chosen = {"elasticsearch": Elastic, "opensearch": Open}[kind]

    def make(secret=None):
        return chosen(url, ca, secret)

    product = make()
    print(f"{kind} {product.client.info()['version']['number']}:", end=" ")
    counts = [check_source(product, folder, source) for source in sources]
    check_errors(product, make, sources[0])
    check_writing(product, sources[0])
    print(f"its client reads back exactly {' and '.join(map(str, counts))} events, and what it writes; errors included")


if __name__ == "__main__":
    main()
