# No package ships mongod: this is SecantusDB, which speaks MongoDB's protocol over WiredTiger, with the real mongosh.
ARG NODE_IMAGE=node:24-bookworm-slim
FROM ${NODE_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/secantus \
  && PIP_CERT=/etc/ssl/certs/ca-certificates.crt /opt/secantus/bin/pip install -q --no-cache-dir --pre secantusdb==0.7.0b3
RUN npm install --global --ignore-scripts --no-audit --no-fund mongosh@2.12.0 && npm cache clean --force
# The names that docker-compose.yml gives the set and its member; the server has no option for them.
RUN cd /opt/secantus/lib/python3*/site-packages/secantus \
  && sed -i 's/else "secantus",/else "rs0",/' cli.py \
  && sed -i 's/^\( *\)addr = f"{ctx.server_address\[0\]}:{ctx.server_address\[1\]}"/\1addr = "mongodb:27017"/' commands.py \
  && grep -q '"rs0"' cli.py && grep -q '"mongodb:27017"' commands.py
RUN printf '#!/bin/sh\nexec /opt/secantus/bin/secantusd-py --host 0.0.0.0 --port 27017 --storage-path /data/db --sync-on-commit --log-level WARNING\n' \
  >/usr/local/bin/mongod && chmod +x /usr/local/bin/mongod
RUN mkdir -p /data/db && chown -R node /data
USER node
EXPOSE 27017
VOLUME /data/db
CMD ["mongod"]
