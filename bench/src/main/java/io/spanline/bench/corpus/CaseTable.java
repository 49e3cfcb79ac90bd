package io.spanline.bench.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The rows of {@code cases.yaml}, whose head says what a row may say. */
public record CaseTable(Path folder, List<Case> rows) {
  private static final YAMLMapper YAML = mapper();

  public CaseTable {
    rows = List.copyOf(rows);
    for (Case row : rows) {
      if (row.file() != null && !Files.isRegularFile(folder.resolve(row.file()))) {
        throw Complaint.refused("cases.yaml: there is no file " + row.file());
      }
      for (Case other : rows) {
        if (!row.equals(other) && row.owns(other.name())) {
          throw Complaint.refused(
              ("cases.yaml: the name %s begins with the name %s; a row finds its services by that"
                      + " beginning")
                  .formatted(other.name(), row.name()));
        }
      }
    }
  }

  /**
   * Reads the table of a folder.
   *
   * @throws Complaint that names the line if it is not one
   */
  public static CaseTable read(Path folder) throws IOException {
    Path file = folder.resolve("cases.yaml");
    try {
      return new CaseTable(folder, YAML.readValue(file.toFile(), new TypeReference<>() {}));
    } catch (JsonProcessingException e) {
      throw Complaint.refused(
          "%s, line %d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  /** The rows that are files. */
  public CaseTable files() {
    return only(row -> row.file() != null);
  }

  /** Some of the rows. */
  public CaseTable only(Predicate<Case> wanted) {
    return new CaseTable(folder, rows.stream().filter(wanted).toList());
  }

  private static YAMLMapper mapper() {
    return YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  }
}
