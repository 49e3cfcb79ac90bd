# The Collector's image has nothing but the program: not even what a health check could run. This one has wget beside it.
FROM otel/opentelemetry-collector-contrib:0.155.0 AS collector

FROM busybox:1.37.0
COPY --from=collector /otelcol-contrib /otelcol-contrib
USER 10001:10001
ENTRYPOINT ["/otelcol-contrib"]
