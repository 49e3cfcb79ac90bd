package io.spanline.bench.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: what is sent, and what is right. Names of its services begin with its own
 * name.
 *
 * @param file within the table's folder; null if a sender sends
 * @param sender name of a program that sends; null if a file is sent
 * @param about what is special, and where it was met
 * @param to where a file goes
 * @param answer status of the Collector's answer to each request
 * @param operations by service; only services whose operations are all listed
 * @param outcomes how many traces ended how
 * @param traces fields that each line of the capture has
 * @param warnings a part of each warning of the baseline
 * @param repaired spans with text that is no UTF-8
 */
public record Case(
    @Nullable String file,
    @Nullable String sender,
    String about,
    Way to,
    int answer,
    SortedMap<String, JsonNode> services,
    SortedMap<String, SortedMap<String, JsonNode>> operations,
    SortedMap<String, JsonNode> edges,
    SortedMap<String, Integer> outcomes,
    @Nullable JsonNode traces,
    List<String> warnings,
    List<DeadLetter> dead,
    int repaired) {
  private static final int OK = 200;

  /** Where a file goes. */
  public enum Way {
    /** Posted to the Collector by OTLP/HTTP. */
    @JsonProperty("collector")
    COLLECTOR,
    /** Written to {@code otlp_spans}, for what the Collector would refuse or rewrite. */
    @JsonProperty("topic")
    TOPIC,
    /** Both, for what the Collector must refuse, and a record may hold all the same. */
    @JsonProperty("both")
    BOTH
  }

  /**
   * What is found among the dead letters.
   *
   * @param detail a part of what it says; null for any
   */
  public record DeadLetter(String reason, @Nullable String detail) {
    boolean isMetBy(DeadLetter other) {
      return reason.equals(other.reason)
          && (detail == null || (other.detail != null && other.detail.contains(detail)));
    }

    @Override
    public String toString() {
      return detail == null ? reason : reason + " (" + detail + ")";
    }
  }

  public Case {
    if ((file == null) == (sender == null)) {
      throw new IllegalArgumentException("a row has a file or a sender: " + about);
    }
    to = to == null ? Way.COLLECTOR : to;
    answer = answer == 0 ? OK : answer;
    services = sorted(services);
    operations = sorted(operations);
    edges = sorted(edges);
    outcomes = sorted(outcomes);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    dead = dead == null ? List.of() : List.copyOf(dead);
  }

  private static <T> SortedMap<String, T> sorted(@Nullable Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map == null ? Map.of() : map));
  }

  /** The file's name without its ending, or the sender's. */
  public String name() {
    return file == null ? String.valueOf(sender) : file.replaceFirst("\\.[^.]*$", "");
  }

  /** Whether a service, or what begins with one, is of this row. */
  boolean owns(String service) {
    return service.startsWith(name());
  }

  /** The right figures. */
  Figures right() {
    SortedMap<String, JsonNode> named = new TreeMap<>();
    operations.forEach(
        (service, all) ->
            all.forEach((operation, row) -> named.put(Figures.key(service, operation), row)));
    Map<Figures.Kind, SortedMap<String, JsonNode>> rows = new EnumMap<>(Figures.Kind.class);
    rows.put(Figures.Kind.SERVICE, services);
    rows.put(Figures.Kind.OPERATION, named);
    rows.put(Figures.Kind.EDGE, edges);
    return new Figures(rows);
  }
}
