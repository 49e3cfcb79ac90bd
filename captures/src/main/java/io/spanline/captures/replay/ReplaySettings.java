package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.Schemas;
import io.spanline.captures.manifest.Selection;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay was asked for.
 *
 * @param targets where requests were sent to, by service
 * @param host the Host header; null for the target's own
 * @param inFlight the most requests without an answer at a time
 * @param timeout how long an answer was waited for
 * @param where which traces of the capture
 * @param limit how many cases at most; null for all
 * @param sideEffects whether requests were sent that change something
 * @param statusCheck whether the first answers' statuses were held against the captured ones
 * @param unpaired whether it was to go on without pairs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplaySettings(
    SortedMap<String, String> targets,
    @Nullable String host,
    int inFlight,
    @JsonProperty("timeout_ms") Duration timeout,
    Selection.Filter where,
    @Nullable Integer limit,
    boolean sideEffects,
    boolean statusCheck,
    boolean unpaired) {
  public ReplaySettings {
    targets = Schemas.sorted(targets, "settings.targets");
    Schemas.require(timeout, "settings.timeout_ms");
    where = where == null ? Selection.Filter.NONE : where;
  }
}
