"""vanban: official Vietnamese documents, correct by Decree 30/2020/NĐ-CP. The flow is drawn in docs/architecture.md."""

__version__ = "0.1.0"
