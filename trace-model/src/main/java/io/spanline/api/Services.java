package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.ServiceStatistics.Older;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/services}.
 *
 * @param services those with a request within the retention, in order of names
 * @param warnings why figures may not be of all traffic; empty if nothing says so
 */
public record Services(List<Totals> services, List<String> warnings) {
  public Services {
    services = List.copyOf(services);
    warnings = List.copyOf(warnings);
  }

  /** The answer that says by itself how many requests are of a sample. */
  public static Services of(List<Totals> services) {
    long requests = services.stream().mapToLong(Totals::requests).sum();
    long sampled = services.stream().mapToLong(Totals::sampled).sum();
    return new Services(
        services,
        sampled == 0
            ? List.of()
            : List.of(
                "%d of %d requests are of traces that are a sample".formatted(sampled, requests)));
  }

  /**
   * A service: its requests over all windows of the retention, and the last of these.
   *
   * @param timed requests whose times say how long they took: p50 to max are of these, and null if
   *     there is none
   * @param sampled requests whose span says that it is of a sample; not in the JSON if there is
   *     none
   * @param older those that have no window any more; null, and not in the JSON, if there is none
   * @param errorRate errors / requests, 0 to 1; null if there is no request
   * @param exact whether p50 and p95 are nearest-rank values of every request
   * @param windows how many windows the sums are of
   * @param operations names of its operations, in ascending order
   * @param recent the latest windows, latest first
   */
  public record Totals(
      String service,
      long requests,
      long timed,
      long errors,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long sampled,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Older older,
      @JsonProperty("error_rate") @Nullable Double errorRate,
      @JsonProperty("p50_ms") @Nullable Double p50Millis,
      @JsonProperty("p95_ms") @Nullable Double p95Millis,
      @JsonProperty("min_ms") @Nullable Double minMillis,
      @JsonProperty("mean_ms") @Nullable Double meanMillis,
      @JsonProperty("max_ms") @Nullable Double maxMillis,
      boolean exact,
      int windows,
      List<String> operations,
      List<ServiceStatistics> recent) {
    public Totals {
      operations = List.copyOf(operations);
      recent = List.copyOf(recent);
    }
  }
}
