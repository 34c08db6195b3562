# One container, embedded store: SQLite and Chroma in /data. No key and no network needed once it is built.
FROM python:3.11-slim

WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1 SAMSYN_DATA=/data SAMSYN_HOST=0.0.0.0

COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY app app
COPY ingest ingest
COPY prompts prompts
COPY evals evals
RUN pip install -c constraints.txt . && useradd --create-home samsyn && mkdir /data && chown samsyn /data

USER samsyn
VOLUME /data
EXPOSE 8765
HEALTHCHECK CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/health', timeout=3)"
ENTRYPOINT ["samsyn"]
CMD ["serve"]
