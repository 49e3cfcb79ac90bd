package io.spanline.stack.compose;

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
record ComposeFile(Map<String, Object> services) {
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z0-9_]+:-([^}]*)}");

  static ComposeFile of(Checkout checkout) throws IOException {
    String text = Files.readString(checkout.file("docker-compose.yml"));
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(DEFAULT.matcher(text).replaceAll("$1"));
    return new ComposeFile(map(file.get("services")));
  }

  Map<String, Object> service(String name) {
    return map(services.get(name));
  }

  String image(String service) {
    return String.valueOf(service(service).get("image"));
  }

  /** Variables with a value; those without are passed on from whoever runs Compose. */
  Map<String, String> environment(String service) {
    Map<String, String> environment = new TreeMap<>();
    map(service(service).getOrDefault("environment", Map.of()))
        .forEach(
            (name, value) -> {
              if (value != null) {
                environment.put(name, value.toString());
              }
            });
    return environment;
  }

  /** Names of all variables, with a value and without. */
  List<String> variables(String service) {
    return List.copyOf(map(service(service).get("environment")).keySet());
  }

  List<String> ports(String service) {
    return texts(service(service).getOrDefault("ports", List.of()));
  }

  List<String> volumes(String service) {
    return texts(service(service).getOrDefault("volumes", List.of()));
  }

  List<String> command(String service) {
    return texts(service(service).getOrDefault("command", List.of()));
  }

  String healthCheck(String service) {
    return String.join(" ", texts(map(service(service).get("healthcheck")).get("test")));
  }

  /** What a service waits for, and for what of it. */
  Map<String, String> dependencies(String service) {
    Map<String, String> conditions = new TreeMap<>();
    map(service(service).getOrDefault("depends_on", Map.of()))
        .forEach((name, how) -> conditions.put(name, map(how).get("condition").toString()));
    return conditions;
  }

  @SuppressWarnings("unchecked") // what YAML calls a mapping with texts for keys
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  private static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(value)).forEach(each -> texts.add(String.valueOf(each)));
    return texts;
  }
}
