package io.spanline.experiments.replay.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads templates: texts with gaps in them, which a dollar sign and braces mark. */
final class TemplateReader {
  private static final Pattern GAP = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|\\$\\{");
  private static final Pattern RANGE = Pattern.compile("n:([0-9]{1,17})\\.\\.([0-9]{1,17})");
  private static final int MOST_SECRET_BYTES = 64 << 10;

  private final Path folder;
  private final Function<String, @Nullable String> environment;
  private final long seed;

  /**
   * A reader of one file's templates.
   *
   * @param folder in which the files of secrets are looked for
   * @param environment value of a variable; null if it is not set
   */
  TemplateReader(Path folder, Function<String, @Nullable String> environment, long seed) {
    this.folder = folder;
    this.environment = environment;
    this.seed = seed;
  }

  /**
   * Reads a template.
   *
   * @param names the indexes of the route's parts that have one
   * @param where of the file, and what it is: no other of the file has it
   * @throws IllegalArgumentException saying what is wrong with it, and never a secret
   */
  Template read(String text, Place place, Map<String, Integer> names, String where) {
    if (place == Place.QUERY && text.startsWith("?")) {
      throw new IllegalArgumentException("write the query without the leading ?");
    }
    List<Template.Part> parts = new ArrayList<>();
    Matcher gap = GAP.matcher(text);
    int from = 0;
    while (gap.find()) {
      fixed(text.substring(from, gap.start()), place, parts);
      from = gap.end();
      if (gap.group().equals("$${")) {
        fixed("${", place, parts);
      } else if (gap.group(1) == null) {
        throw new IllegalArgumentException("${ is not closed; write $${ for a ${ that is none");
      } else {
        long own = seed + 31L * Objects.hash(where, parts.size());
        parts.add(part(gap.group(1), place, names, own));
      }
    }
    fixed(text.substring(from), place, parts);
    return new Template(parts);
  }

  private static void fixed(String text, Place place, List<Template.Part> parts) {
    if (place == Place.QUERY && !UrlPath.isQuery(text)) {
      throw new IllegalArgumentException("a query must be percent-encoded");
    }
    if (place == Place.HEADER && !Place.isOfHeader(text)) {
      throw new IllegalArgumentException("a header must be printable ASCII");
    }
    parts.add(new Template.Fixed(text));
  }

  private Template.Part part(String name, Place place, Map<String, Integer> names, long own) {
    Matcher range = RANGE.matcher(name);
    if (name.equals("n")) {
      return new Template.Sequence();
    }
    if (range.matches()) {
      long least = Long.parseLong(range.group(1));
      long most = Long.parseLong(range.group(2));
      if (least > most) {
        throw new IllegalArgumentException("${%s} is an empty range".formatted(name));
      }
      return new Template.Drawn(own, least, most);
    }
    if (name.startsWith("path.")) {
      return ofPath(name, place, names);
    }
    if (name.startsWith("env:") || name.startsWith("file:")) {
      String secret = name.startsWith("env:") ? variable(name) : file(name);
      if (place == Place.HEADER && !Place.isOfHeader(secret)) {
        throw new IllegalArgumentException(
            "${%s} holds a character that no header may have".formatted(name));
      }
      return new Template.Fixed(place.written(secret));
    }
    throw new IllegalArgumentException(
        "unknown template ${%s}; known: ${path.NAME}, ${path.1}, ${n}, ${n:1..3}, ${env:NAME}, ${file:PATH}"
            .formatted(name));
  }

  private static Template.Part ofPath(String name, Place place, Map<String, Integer> names) {
    String part = name.substring("path.".length());
    if (part.matches("[1-9][0-9]?")) {
      return new Template.OfPath(Integer.parseInt(part) - 1, place);
    }
    Integer index = names.get(part);
    if (index == null) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "the route names no part of its path for ${%s}; say its place, as ${path.1}"
                  .formatted(name)
              : "the route has no ${%s}, it has %s"
                  .formatted(
                      name,
                      names.keySet().stream()
                          .map("${path.%s}"::formatted)
                          .collect(Collectors.joining(", "))));
    }
    return new Template.OfRoute(index, place);
  }

  private String variable(String name) {
    String value = environment.apply(name.substring("env:".length()));
    if (value == null) {
      throw new IllegalArgumentException(
          "the environment has no %s for ${%s}: export it".formatted(name.substring(4), name));
    }
    return value;
  }

  private String file(String name) {
    Path file = folder.resolve(name.substring("file:".length()));
    try {
      if (Files.size(file) > MOST_SECRET_BYTES) {
        throw new IllegalArgumentException(
            "the file of ${%s} has more than %d bytes".formatted(name, MOST_SECRET_BYTES));
      }
      return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the file of ${%s} is not UTF-8".formatted(name), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of ${%s} cannot be read: %s".formatted(name, file), e);
    }
  }
}
