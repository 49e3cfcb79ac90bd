package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of a toxic, as its topic holds it: that it is on, or that it is gone.
 *
 * @param toxic its name
 * @param type as Toxiproxy calls it, or {@code down} for a proxy that is switched off
 * @param stream which way the data goes that it acts on; null for {@code down}
 * @param attributes milliseconds, bytes or KB/s, by type; microseconds for a slicer's delay
 * @param edge such as {@code service-b->service-c}; null if it is not known
 * @param owner who put it on; {@link #FOREIGN} if it was not Spanline
 * @param asked when it was asked for; for a foreign one when it was first seen; null if somebody
 *     took it off who did not put it on, then the record before has it
 * @param confirmed when the proxy was seen with it; null likewise
 * @param gone when the proxy was seen without it; null while it is on
 * @param by who took it off; null while it is on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToxicChange(
    String proxy,
    String toxic,
    String type,
    @Nullable String stream,
    double toxicity,
    SortedMap<String, Long> attributes,
    @Nullable String edge,
    String owner,
    @Nullable Instant asked,
    @Nullable Instant confirmed,
    @Nullable Instant gone,
    @Nullable By by) {
  /** The owner of toxics that others put on. */
  public static final String FOREIGN = "foreign";

  /** Who took a toxic off. */
  public enum By {
    /** Whoever put it on, or somebody who cleared it. */
    @JsonProperty("owner")
    OWNER,
    /** The sweeper, after the end of its lease. */
    @JsonProperty("sweep")
    SWEEP,
    /** A restart of Toxiproxy, which would not let it go. */
    @JsonProperty("restart")
    RESTART
  }

  public ToxicChange {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
