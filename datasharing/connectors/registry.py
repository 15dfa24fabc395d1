"""The connectors this build has, by the name that a resource carries."""

from __future__ import annotations

from datasharing.connectors.base import Connector
from datasharing.connectors.csv_drop import CsvDrop
from datasharing.connectors.http_json import HttpJson
from datasharing.connectors.soap_xml import SoapXml
from datasharing.connectors.sql_view import SqlView

_CONNECTORS: dict[str, Connector] = {
    "http_json": HttpJson(),
    "soap_xml": SoapXml(),
    "sql_view": SqlView(),
    "csv_drop": CsvDrop(),
}


def connector(name: str) -> Connector | None:
    return _CONNECTORS.get(name)
