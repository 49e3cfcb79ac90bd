package io.spanline.bench;

import picocli.CommandLine.Command;

/** {@code spanline bench}: measurements, and runs too long for the tests. */
@Command(
    name = "bench",
    description = "Measurements and long runs.",
    mixinStandardHelpOptions = true,
    subcommands = {CrashVerb.class, FuzzVerb.class, CaptureVerb.class},
    synopsisSubcommandLabel = "WHAT")
final class BenchVerb {}
