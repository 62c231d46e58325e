"""One application and one client for the tests of the HTTP door."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.api import create_app


@pytest.fixture(scope="package")
def client() -> FlaskClient:
    return create_app().test_client()
