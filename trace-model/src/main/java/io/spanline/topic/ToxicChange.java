package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
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
 * @param asked when it was asked for, known only to whoever put it on: null in the record of a
 *     toxic that was only seen, and of any that is gone
 * @param confirmed when the proxy was first seen with it; null once it is gone
 * @param gone when the proxy was first seen without it; null while it is on
 * @param by who took it off; null while it is on, and if it was only seen to be gone
 * @param api host and port of its Toxiproxy, if that is not the stack's; null if it is
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
    @Nullable By by,
    @Nullable String api) {
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
    Objects.requireNonNull(proxy, "proxy");
    Objects.requireNonNull(toxic, "toxic");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(owner, "owner");
    if (confirmed == null && gone == null) {
      throw new IllegalArgumentException("a toxic is confirmed or gone");
    }
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** A change at the stack's Toxiproxy. */
  public ToxicChange(
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
    this(
        proxy,
        toxic,
        type,
        stream,
        toxicity,
        attributes,
        edge,
        owner,
        asked,
        confirmed,
        gone,
        by,
        null);
  }

  /** The same at another Toxiproxy; null for the stack's. */
  public ToxicChange of(@Nullable String other) {
    return new ToxicChange(
        proxy,
        toxic,
        type,
        stream,
        toxicity,
        attributes,
        edge,
        owner,
        asked,
        confirmed,
        gone,
        by,
        other);
  }

  /** When the change was seen. */
  public Instant at() {
    return gone != null ? gone : Objects.requireNonNull(confirmed);
  }
}
