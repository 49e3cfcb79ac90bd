package io.spanline.stack.compose;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Compose understands it where nobody has set a variable. */
record ComposeFile(Map<String, JsonNode> services) {
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z0-9_]+:-([^}]*)}");

  static ComposeFile of(Checkout checkout) throws IOException {
    String text = Files.readString(checkout.file("docker-compose.yml"));
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(DEFAULT.matcher(text).replaceAll("$1"));
    return new ComposeFile(
        new ObjectMapper().convertValue(file.get("services"), new TypeReference<>() {}));
  }

  JsonNode service(String name) {
    return Objects.requireNonNull(services.get(name));
  }

  /** Variables with a value; those without are passed on from whoever runs Compose. */
  Map<String, String> environment(String service) {
    Map<String, String> environment = new TreeMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    environment.values().removeIf("null"::equals);
    return environment;
  }

  /** The texts in a list of a service; none if the list is not there. */
  List<String> texts(String service, String pointer) {
    List<String> texts = new ArrayList<>();
    service(service).at(pointer).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** What a service waits for, and for what of it. */
  Map<String, String> dependencies(String service) {
    Map<String, String> conditions = new TreeMap<>();
    service(service)
        .path("depends_on")
        .properties()
        .forEach(on -> conditions.put(on.getKey(), on.getValue().path("condition").asText()));
    return conditions;
  }
}
