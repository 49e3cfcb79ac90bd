package io.spanline.bench.senders;

import io.spanline.settings.Port;
import java.util.List;

/**
 * An SDK with its instrumentation, both at their defaults, and a program that has them. Each
 * program answers {@code /stock/ITEM}; one that has a STOCK_URL asks there.
 *
 * @param name of its folder
 * @param sources folders of the checkout whose files are copied there
 * @param installs commands that run there, in this order
 * @param start command that runs there
 * @param endpoint to which the SDK exports
 * @param callerPath what a program that asks another answers
 */
record Sdk(
    String name,
    List<String> sources,
    List<List<String>> installs,
    List<String> start,
    Port endpoint,
    String callerPath) {
  private static final String PROGRAMS = "bench/senders/";
  private static final String STOCK = "/stock/";

  static final Sdk FLASK =
      new Sdk(
          "flask",
          // The services that the documentation leads through.
          List.of("docs/own-services", PROGRAMS + "flask"),
          List.of(
              List.of("python3", "-m", "venv", "venv"),
              List.of(
                  "venv/bin/pip",
                  "install",
                  "--quiet",
                  "--disable-pip-version-check",
                  "-r",
                  "requirements.txt")),
          List.of("venv/bin/opentelemetry-instrument", "venv/bin/python", "serve.py"),
          Port.OTLP_GRPC,
          "/orders/");

  static final Sdk EXPRESS =
      new Sdk(
          "express",
          List.of(PROGRAMS + "express"),
          List.of(
              List.of(
                  "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent")),
          List.of(
              "node", "--require", "@opentelemetry/auto-instrumentations-node/register", "app.js"),
          Port.OTLP_HTTP,
          STOCK);

  static final Sdk NET_HTTP =
      new Sdk(
          "net-http",
          List.of(PROGRAMS + "net-http"),
          List.of(List.of("go", "build", "-o", "net-http", ".")),
          List.of("./net-http"),
          Port.OTLP_HTTP,
          STOCK);

  Sdk {
    sources = List.copyOf(sources);
    installs = List.copyOf(installs);
    start = List.copyOf(start);
  }
}
