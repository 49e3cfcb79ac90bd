# The Collector's own image holds nothing but the program. This one adds wget, for the health check.
FROM otel/opentelemetry-collector-contrib:0.155.0 AS collector

FROM busybox:1.37.0
COPY --from=collector /otelcol-contrib /otelcol-contrib
USER 10001:10001
ENTRYPOINT ["/otelcol-contrib"]
