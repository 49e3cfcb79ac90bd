package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A toxic as it is, or is to be, on a proxy.
 *
 * @param type as Toxiproxy calls it, such as {@code latency}
 * @param toxicity the share of connections that it acts on: 1 is all; Toxiproxy takes any number
 * @param attributes depend on the type; milliseconds, but for a slicer's delay in microseconds
 */
public record Toxic(
    String name, String type, Stream stream, double toxicity, SortedMap<String, Long> attributes) {

  /** Which way the data goes that a toxic acts on. */
  public enum Stream {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM;

    /** As Toxiproxy calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Toxic {
    if (name.isEmpty() || type.isEmpty()) {
      throw new IllegalArgumentException("a toxic needs a name and a type");
    }
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** A toxic that acts on every connection, named after type and stream as Toxiproxy would. */
  public static Toxic of(String type, Stream stream, Map<String, Long> attributes) {
    return new Toxic(type + "_" + stream.word(), type, stream, 1, new TreeMap<>(attributes));
  }

  /** A delay of all data on its way; connecting is not delayed. */
  public static Toxic latency(Stream stream, Duration delay) {
    return of("latency", stream, Map.of("latency", delay.toMillis()));
  }

  static Toxic read(JsonNode toxic) {
    SortedMap<String, Long> attributes = new TreeMap<>();
    toxic
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().asLong()));
    try {
      return new Toxic(
          toxic.path("name").asText(),
          toxic.path("type").asText(),
          Stream.valueOf(toxic.path("stream").asText().toUpperCase(Locale.ROOT)),
          toxic.path("toxicity").asDouble(1),
          attributes);
    } catch (IllegalArgumentException e) {
      throw ClientException.refused("Toxiproxy answered with something that is no toxic");
    }
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("type", type);
    json.put("stream", stream.word());
    json.put("toxicity", toxicity);
    json.put("attributes", attributes);
    return json;
  }

  /** Whether this is what was ordered; attributes that the order leaves out may be anything. */
  public boolean fulfils(Toxic order) {
    return name.equals(order.name)
        && type.equals(order.type)
        && stream == order.stream
        // Toxiproxy keeps 32 bits of it.
        && (float) toxicity == (float) order.toxicity
        && attributes.entrySet().containsAll(order.attributes.entrySet());
  }
}
