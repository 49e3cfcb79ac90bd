package io.spanline.capture.rest;

import io.spanline.rest.Query;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next path of the page after it; null on the last
 */
record Page<T>(List<T> entries, @Nullable String next) {
  static final Set<String> PARAMETERS = Set.of("limit", "after");

  static final int MOST = 500;
  private static final int USUALLY = 50;

  Page {
    entries = List.copyOf(entries);
  }

  /**
   * The page that a query asks for.
   *
   * @param name of an entry, to go on after
   * @param position where in the list the entries after a name begin
   */
  static <T> Page<T> of(
      List<T> all,
      String path,
      Query query,
      Function<T, String> name,
      ToIntFunction<String> position) {
    int limit = query.number("limit", MOST).orElse(USUALLY);
    int begin = query.text("after").map(position::applyAsInt).orElse(0);
    int end = Math.min(all.size(), begin + limit);
    List<T> entries = all.subList(begin, end);
    return new Page<>(
        entries,
        end == all.size()
            ? null
            : "%s?limit=%s&after=%s".formatted(path, limit, name.apply(all.get(end - 1))));
  }

  /** A page of names in ascending order; the name to go on after need not be there. */
  static <K extends Comparable<K>> Page<K> sorted(
      List<K> all, String path, Query query, Function<String, K> parse) {
    return of(
        all,
        path,
        query,
        String::valueOf,
        after -> {
          K last = parse.apply(after);
          return (int) all.stream().filter(key -> key.compareTo(last) <= 0).count();
        });
  }
}
