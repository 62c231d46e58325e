# Two stages: uv makes the environment, and only the environment goes into the image. No compiler, no uv, no sources there.
# The base may be any Debian with Python 3.11 as python3: build with --build-arg BASE=… where the registry is a private mirror.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE} AS builder
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
# pip and uv trust the system's certificates, to which a company's proxy adds its own.
ENV UV_SYSTEM_CERTS=1 PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    UV_PROJECT_ENVIRONMENT=/opt/vanban UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_PYTHON=python3
WORKDIR /src
# hadolint ignore=DL3042 # the pip cache goes with this stage
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --quiet --disable-pip-version-check "uv==0.13.9"
# The packages change rarely, our code often: two layers.
COPY pyproject.toml uv.lock ./
RUN /opt/uv/bin/uv sync --quiet --locked --no-dev --extra many --extra trace --no-install-project
# The guide is built by packages of its own, which stay behind.
COPY .ci/guide .ci/guide
COPY docs/mkdocs.yml docs/mkdocs.yml
COPY docs/guide docs/guide
RUN UV_PROJECT_ENVIRONMENT=/opt/guide /opt/uv/bin/uv sync --quiet --locked --only-group guide \
 && install -d service/web/guide && BIN=/opt/guide/bin .ci/guide && mv service/web/guide/site /opt/site
COPY README.md ./
COPY service service
COPY templates_docx templates_docx
COPY fonts fonts
COPY examples/phong-trao examples/phong-trao
RUN mv /opt/site service/web/guide/site \
 && /opt/uv/bin/uv sync --quiet --locked --no-dev --extra many --extra trace --no-editable

FROM ${BASE}
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
COPY apt.txt /opt/setup/apt.txt
COPY .ci/packages /opt/setup/.ci/packages
RUN /opt/setup/.ci/packages run \
 && rm -rf /var/lib/apt/lists/* /opt/setup \
 && useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin vanban \
 && install -d -o 10001 -g 10001 -m 700 /data
COPY --from=builder /opt/vanban /opt/vanban

# The site is reached from outside the container: nobody gets in before the office is set up, by the link that the first run prints.
# Everything is kept in /data (database, files), caches and counts in /tmp: the root may be read-only. Nothing is written elsewhere,
# nothing is fetched at run time. Stopping takes up to a minute: requests at hand are answered (docker stop --time 60).
ENV PATH=/opt/vanban/bin:$PATH PYTHONUNBUFFERED=1 XDG_CACHE_HOME=/tmp \
    VANBAN_HOST=0.0.0.0 VANBAN_PORT=8000 VANBAN_DATA=/data
VOLUME /data
WORKDIR /tmp
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['VANBAN_PORT'] + '/healthz', timeout=4)"]
CMD ["vanban", "serve"]
