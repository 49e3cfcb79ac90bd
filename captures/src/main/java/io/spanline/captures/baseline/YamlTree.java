package io.spanline.captures.baseline;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.spanline.captures.Schemas;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads untrusted YAML as a tree: no aliases, no key twice, no more than a bound. */
public final class YamlTree {
  /** More than the largest baseline that is written: 3 800 digests of 12 kB. */
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final YAMLFactory FACTORY = factory();
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private YamlTree() {}

  /**
   * The tree.
   *
   * @throws IOException if the text is not YAML, or none that is read
   */
  public static JsonNode read(byte[] yaml) throws IOException {
    if (yaml.length > MOST_BYTES) {
      throw new IOException(
          "it has %s bytes, at most %s are read".formatted(yaml.length, MOST_BYTES));
    }
    try (JsonParser parser = new WithoutAliases(FACTORY.createParser(yaml))) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || !tree.isObject()) {
        throw new IOException("it is no mapping of names to values");
      }
      if (parser.nextToken() != null) {
        throw new IOException("a second document follows");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IOException(line(e) + Schemas.reason(e), e);
    } catch (YAMLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String line(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : "line " + location.getLineNr() + ": ";
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** An alias would make a small text a large tree, and an edit in one place one in another. */
  private static final class WithoutAliases extends JsonParserDelegate {
    private final YAMLParser yaml;

    WithoutAliases(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (yaml.isCurrentAlias()) {
        throw new IOException("it has an alias in line " + currentLocation().getLineNr());
      }
      return token;
    }
  }
}
