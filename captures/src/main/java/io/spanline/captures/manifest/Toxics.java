package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.Decimals;
import io.spanline.captures.Schemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The toxics that Toxiproxy had on during a capture's range, as far as anybody looked.
 *
 * @param knownFrom since when in the range the proxies were looked at without a break; null if they
 *     were not
 * @param unknown why less than the whole range is known; null if it is
 * @param on by time, then by proxy and name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Toxics(@Nullable Instant knownFrom, @Nullable String unknown, List<Toxic> on) {
  /** The type of a proxy that was switched off; not a toxic of Toxiproxy's, but one in effect. */
  public static final String DOWN = "down";

  public Toxics {
    on = List.copyOf(on);
  }

  /**
   * One toxic, or a proxy that was off.
   *
   * @param edge such as {@code service-b->service-c}; null if it is not known
   * @param owner who set it, {@code foreign} if it was not Spanline; null in manifests that were
   *     written before this was known
   * @param from when it was asked for or, if nobody said, first seen
   * @param to when it was first seen gone; null if it was still on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Toxic(
      String proxy,
      String name,
      String type,
      @Nullable String stream,
      @Nullable BigDecimal toxicity,
      SortedMap<String, BigDecimal> attributes,
      @Nullable String edge,
      @Nullable String owner,
      Instant from,
      @Nullable Instant to) {
    public Toxic {
      Schemas.require(proxy, "proxy of a toxic");
      Schemas.require(name, "name of a toxic");
      Schemas.require(type, "type of a toxic");
      Schemas.require(from, "from of a toxic");
      toxicity = toxicity == null ? null : number(toxicity, "toxicity");
      SortedMap<String, BigDecimal> plain = new TreeMap<>();
      attributes.forEach((key, value) -> plain.put(key, number(value, "an attribute")));
      attributes = Collections.unmodifiableSortedMap(plain);
    }

    private static BigDecimal number(BigDecimal figure, String field) {
      return Decimals.sensible(figure, field).stripTrailingZeros();
    }
  }
}
