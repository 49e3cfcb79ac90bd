package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.Schemas;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a capture's range, which came with its spans: what streams-baseline could not
 * read is in no trace.
 *
 * @param unknown why less than all of them is known; null if all are
 * @param reasons how many there are of each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetters(@Nullable String unknown, SortedMap<String, Long> reasons) {
  public DeadLetters {
    Schemas.require(reasons, "conditions.dead_letters.reasons");
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    reasons.values().forEach(count -> Schemas.requireCount(count, "a count of dead_letters"));
  }
}
