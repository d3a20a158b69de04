FROM debian:bookworm-slim
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --create-home appuser && mkdir -p /var/lib/kafka/data && chown -R appuser /var/lib/kafka
COPY libs /opt/kafka/libs
COPY run /etc/kafka/docker/run
USER appuser
EXPOSE 9092
VOLUME /var/lib/kafka/data
CMD ["/etc/kafka/docker/run"]
