package io.spanline.experiments.replay.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a route, up to a part that takes all the rest.
 *
 * @param parts as the route writes them: {@code orders}, {@code {id}}
 */
record RoutePath(List<String> parts) {
  // {id}, {id:[0-9]+}, {id...}, :id, <id>, <int:id>
  private static final Pattern NAMED =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]*)[^}]*}|:([A-Za-z_]\\w*).*|<(?:\\w+:)?(\\w+)>");
  // {id...}, {*rest}, {rest:path}, <path:rest>, *
  private static final Pattern REST = Pattern.compile(".*(?:\\*|\\.\\.\\.|:path}|<path:).*");
  private static final Pattern LITERAL = Pattern.compile("[^{}<>:*()\\[\\]\\\\]*");

  RoutePath {
    parts = List.copyOf(parts);
  }

  /**
   * The path of a route.
   *
   * @param route with or without a method, and with or without a slash before the path
   */
  static RoutePath of(String route) {
    List<String> parts = trimmed(route.replaceFirst("^[A-Z]+ ", ""));
    for (int i = 0; i < parts.size(); i++) {
      if (REST.matcher(parts.get(i)).matches()) {
        return new RoutePath(parts.subList(0, i + 1));
      }
    }
    return new RoutePath(parts);
  }

  /** The parts that have a name, from 0. */
  Map<String, Integer> names() {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Matcher named = NAMED.matcher(parts.get(i));
      if (named.matches()) {
        for (int group = 1; group <= named.groupCount(); group++) {
          if (named.group(group) != null) {
            names.put(named.group(group), i);
          }
        }
      }
    }
    return names;
  }

  /**
   * At which part of a captured path the route begins, which is not the first one below a prefix
   * that the route does not name; -1 if the path is not of this route.
   */
  int beginIn(String path) {
    List<String> all = trimmed(path);
    int last = all.size() - parts.size();
    int first = takesTheRest() ? 0 : Math.max(0, last);
    for (int begin = first; begin <= last; begin++) {
      if (fits(all.subList(begin, begin + parts.size()))) {
        return begin;
      }
    }
    return -1;
  }

  private boolean takesTheRest() {
    return !parts.isEmpty() && REST.matcher(parts.get(parts.size() - 1)).matches();
  }

  private boolean fits(List<String> some) {
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (LITERAL.matcher(part).matches() && !part.equalsIgnoreCase(UrlPath.decoded(some.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The parts without those that only a slash at either end makes. */
  private static List<String> trimmed(String path) {
    return UrlPath.parts("/" + path.replaceFirst("^/", "").replaceFirst("/$", ""));
  }
}
