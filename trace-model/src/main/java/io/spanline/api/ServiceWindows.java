package io.spanline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/services/{service}/windows}.
 *
 * @param operation the one that was asked for; null, and not in the JSON, if all were
 * @param window the length of each window
 * @param operations names of the service's operations, in ascending order
 * @param windows latest first; one without a request is left out
 */
public record ServiceWindows(
    String service,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String operation,
    Duration window,
    List<String> operations,
    List<ServiceStatistics> windows) {
  public ServiceWindows {
    operations = List.copyOf(operations);
    windows = List.copyOf(windows);
  }
}
