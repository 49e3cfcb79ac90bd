package io.spanline.file;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A baseline out of the tree of its file. */
final class BaselineReading {
  private final Fields file;

  private BaselineReading(Fields file) {
    this.file = file;
  }

  /** The baseline; a field that is not what it has to be is refused by its path. */
  static Baseline of(Fields file) {
    return file.checked(new BaselineReading(file)::baseline);
  }

  private Baseline baseline(Fields file) {
    Fields digests = file.objectOrEmpty("digests");
    Fields ofServices = digests.objectOrEmpty("services");
    Fields ofEdges = digests.objectOrEmpty("edges");
    String name = file.text("name");
    return new Baseline(
        BaselineName.parse(name)
            .orElseThrow(() -> new IllegalArgumentException("name must be " + BaselineName.RULE)),
        file.instant("created"),
        file.texts("warnings"),
        captures(),
        file.object("services")
            .map((key, fields) -> service(fields, ofServices.objectOrEmpty(key))),
        file.object("edges").map((key, fields) -> edge(fields, ofEdges.objectOrEmpty(key))));
  }

  private List<Baseline.Source> captures() {
    return file.objects("captures").stream()
        .map(capture -> capture.checked(BaselineReading::source))
        .toList();
  }

  private static Baseline.Source source(Fields fields) {
    return new Baseline.Source(
        fields.text("file"),
        fields.text("sha256"),
        fields.count("traces"),
        fields.instant("from"),
        fields.instant("to"));
  }

  private Baseline.Service service(Fields fields, Fields digests) {
    Fields ofOperations = digests.objectOrEmpty("operations");
    SortedMap<String, Baseline.Requests> operations =
        fields
            .objectOrEmpty("operations")
            .map((name, operation) -> requests(operation, digest(ofOperations, name)));
    ResourceUse resources =
        fields.has("resources")
            ? fields.object("resources").checked(BaselineReading::resources)
            : null;
    return new Baseline.Service(requests(fields, digest(digests, "all")), resources, operations);
  }

  private Baseline.Requests requests(Fields fields, @Nullable Digest digest) {
    return fields.checked(
        of -> {
          ErrorRate errors = errors(of, "requests");
          return new Baseline.Requests(errors, latencies(of, errors.of(), digest));
        });
  }

  private Baseline.Edge edge(Fields fields, Fields digests) {
    ErrorRate errors = fields.checked(of -> errors(of, "calls"));
    long unanswered = fields.count("unanswered");
    long answered = errors.of() - unanswered;
    return fields.checked(
        of ->
            new Baseline.Edge(
                errors,
                unanswered,
                side(of, "client", errors.of(), digests),
                answered < 1 ? null : side(of, "server", answered, digests),
                answered < 1 ? null : side(of, "gap", answered, digests)));
  }

  private Latencies side(Fields edge, String name, long samples, Fields digests) {
    Function<Fields, Latencies> reading = of -> latencies(of, samples, digest(digests, name));
    return edge.object(name).checked(reading);
  }

  private static ErrorRate errors(Fields fields, String all) {
    ErrorRate rate = new ErrorRate(fields.count(all), fields.count("errors"));
    if (fields.decimal("error_rate").compareTo(rate.value()) != 0) {
      throw new IllegalArgumentException(
          "error_rate must be that of the counts, %s, was %s"
              .formatted(rate.value(), fields.decimal("error_rate")));
    }
    return rate;
  }

  private Latencies latencies(Fields fields, long samples, @Nullable Digest digest) {
    Latencies latencies =
        new Latencies(
            samples,
            quantile(fields, "p50_ms"),
            quantile(fields, "p95_ms"),
            quantile(fields, "p99_ms"),
            fields.millis("min_ms"),
            fields.millis("mean_ms"),
            fields.millis("max_ms"),
            digest);
    return latencies.checked();
  }

  private Estimate quantile(Fields fields, String name) {
    String interval = name + "_ci";
    Duration low = fields.millisOrNull(interval, 0);
    Duration high = fields.millisOrNull(interval, 1);
    Fields reasons = fields.objectOrEmpty("reasons");
    String reason = low == null || high == null ? reasons.text(interval) : null;
    return new Estimate(fields.millis(name), low, high, reason);
  }

  private static ResourceUse resources(Fields fields) {
    return new ResourceUse(
        fields.count("samples"),
        fields.decimalOrNull("cpu_seconds"),
        fields.decimalOrNull("cpu_cores"),
        fields.countOrNull("heap_mean_bytes"),
        fields.countOrNull("heap_max_bytes"),
        fields.has("reason") ? fields.text("reason") : null);
  }

  private static @Nullable Digest digest(Fields digests, String name) {
    return digests.has(name) ? digests.checked(of -> new Digest(of.text(name))) : null;
  }
}
