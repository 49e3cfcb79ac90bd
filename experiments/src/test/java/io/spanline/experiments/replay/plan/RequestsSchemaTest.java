package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.spanline.captures.PublishedSchema;
import io.spanline.captures.baseline.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of a requests file, which an editor may check by. */
class RequestsSchemaTest {
  private static final Path DATA = Path.of("..", "data");

  @Test
  void theSampleIsValid() throws IOException {
    assertThat(errors(Files.readString(DATA.resolve("sample/requests.yaml")))).isEmpty();
  }

  @Test
  void anEmptyQueryAndAnEmptyBodyAreNone() throws IOException {
    assertThat(errors("requests: [{route: P /x, query: '', body: ''}]")).isEmpty();
  }

  /** The reader refuses them too: {@link RequestsFileTest}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "requests: 5",
        "{requests: [], seeds: 5}",
        "{seed: x, requests: []}",
        "requests: [{body: x}]",
        "requests: [{route: P /x, bdy: x}]",
        "requests: [{route: P /x, body: {a: 1}}]",
        "requests: [{route: P /x, body: 5}]",
        "requests: [{route: P /x, query: '?a=1'}]",
        "requests: [{route: P /x, query: 'a b'}]",
        "requests: [{route: P /x, headers: {Host: h}}]",
        "requests: [{route: P /x, headers: {HOST: h}}]",
        "requests: [{route: P /x, headers: {'a b': h}}]"
      })
  void aWrongFileIsNot(String yaml) throws IOException {
    assertThat(errors(yaml)).isNotEmpty();
  }

  private static List<Error> errors(String yaml) throws IOException {
    String json = YamlTree.read(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    return PublishedSchema.open("requests.schema.json").errors(json);
  }
}
