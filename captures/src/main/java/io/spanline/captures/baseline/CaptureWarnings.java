package io.spanline.captures.baseline;

import io.spanline.captures.ReplayId;
import io.spanline.captures.manifest.DeadLetters;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Toxics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a capture's manifest says against its traces standing for normal traffic. */
public final class CaptureWarnings {
  private static final int MOST_NAMED = 3;

  private final Manifest manifest;
  private final List<String> warnings = new ArrayList<>();

  private CaptureWarnings(Manifest manifest) {
    this.manifest = manifest;
  }

  /** In words, each with the capture's file. */
  static List<String> of(Manifest manifest) {
    CaptureWarnings of = new CaptureWarnings(manifest);
    of.incomplete();
    of.spans();
    of.selection();
    of.replayed();
    of.sampling();
    of.toxics();
    of.conditions();
    of.deadLetters();
    return of.warnings;
  }

  /** Only those that speak of every capture, with a baseline or without. */
  public static List<String> ofConditions(Manifest manifest) {
    CaptureWarnings of = new CaptureWarnings(manifest);
    of.replayed();
    of.toxics();
    of.deadLetters();
    return of.warnings;
  }

  /** What only all captures of a baseline together say. */
  static List<String> ofAll(List<Manifest> captures) {
    SortedMap<String, Long> environments = new TreeMap<>();
    captures.forEach(
        capture ->
            capture
                .counts()
                .environments()
                .forEach((name, requests) -> environments.merge(name, requests, Long::sum)));
    if (environments.size() < 2) {
      return List.of();
    }
    String each =
        environments.entrySet().stream()
            .map(one -> "%s of %s".formatted(one.getValue(), one.getKey()))
            .collect(Collectors.joining(", "));
    return List.of(
        "requests are of %s environments: %s; the figures of a service mix them unless they"
                .formatted(environments.size(), each)
            + " differ in service.namespace");
  }

  private void incomplete() {
    Manifest.Incomplete why = manifest.incomplete();
    if (why != null) {
      warn("is incomplete: " + String.join("; ", why.reasons()));
    }
  }

  private void spans() {
    Manifest.Counts counts = manifest.counts();
    if (counts.truncated() > 0) {
      warn(
          "lacks %s spans that a cap cut, %s of them entry spans: their requests and calls are not"
                  .formatted(counts.truncated(), counts.truncatedEntrySpans())
              + " counted");
    }
    if (counts.untimed() > 0) {
      warn(
          "has %s spans without an end, or with one before their start: they are counted, but have"
                  .formatted(counts.untimed())
              + " no latency");
    }
    SortedMap<String, Long> odd = manifest.source().oddClocks();
    if (!odd.isEmpty()) {
      warn(
          "may lack requests: %s entry spans of %s began longer before they came than a trace lives,"
                  .formatted(
                      odd.values().stream().mapToLong(Long::longValue).sum(),
                      String.join(", ", odd.keySet()))
              + " or after; clocks are off there, or they took that long");
    }
  }

  /** A limit takes what came, whatever it was; a filter chooses. */
  private void selection() {
    Selection.Filter where = manifest.selection().where();
    List<String> chosen = new ArrayList<>();
    choose(chosen, "service", where.service());
    choose(chosen, "operation", where.operation());
    choose(chosen, "outcome", where.outcome());
    choose(chosen, "error", where.error());
    if (where.traceIdPrefix() != null) {
      ReplayId replay = manifest.selection().replay();
      warn(
          "holds only traces whose ids begin with %s%s: its figures are not those of all traffic"
              .formatted(
                  where.traceIdPrefix(),
                  replay == null ? "" : ", which %s made".formatted(replay)));
    }
    if (!chosen.isEmpty()) {
      warn(
          "holds only traces of %s, %s were left out: its figures are not those of all traffic"
              .formatted(String.join(", ", chosen), manifest.counts().leftOut()));
    }
  }

  /** Whoever asks for the traces of one replay knows that they are. */
  private void replayed() {
    Manifest.Counts counts = manifest.counts();
    if (manifest.selection().where().traceIdPrefix() == null && !counts.replayed().isEmpty()) {
      warn(
          "holds replayed traffic: %d of %d traces were replayed (%s)"
              .formatted(
                  counts.replayed().values().stream().mapToLong(Long::longValue).sum(),
                  counts.traces(),
                  someOf(counts.replayed().keySet())));
    }
  }

  private static String someOf(Set<String> names) {
    String some = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED
        ? "%s and %d more".formatted(some, names.size() - MOST_NAMED)
        : some;
  }

  private void sampling() {
    Manifest.Counts counts = manifest.counts();
    if (counts.sampled() > 0) {
      warn(
          "says that %d of %d traces are a sample: a sampler dropped others, its counts are not"
                  .formatted(counts.sampled(), counts.traces())
              + " those of all traffic");
    }
  }

  private static void choose(List<String> chosen, String what, @Nullable Object wanted) {
    if (wanted != null) {
      chosen.add(what + " " + wanted);
    }
  }

  private void conditions() {
    Manifest.Conditions conditions = manifest.conditions();
    if (conditions == null) {
      warn("was taken without a look at Toxiproxy: whether toxics were on is not known");
      return;
    }
    String unknown = conditions.toxics().unknown();
    if (unknown != null) {
      warn("may have had toxics on, that is not known: " + unknown);
    }
  }

  private void toxics() {
    Manifest.Conditions conditions = manifest.conditions();
    if (conditions != null) {
      for (Toxics.Toxic toxic : conditions.toxics().on()) {
        warn("met a toxic: " + ToxicWords.of(toxic, manifest.range()));
      }
    }
  }

  private void deadLetters() {
    Manifest.Conditions conditions = manifest.conditions();
    DeadLetters letters = conditions == null ? null : conditions.deadLetters();
    if (letters == null) {
      return;
    }
    if (!letters.reasons().isEmpty()) {
      List<String> reasons = new ArrayList<>();
      letters.reasons().forEach((reason, count) -> reasons.add(count + " " + reason));
      warn(
          "may lack requests: dead letters came in its range (%s); what could not be read is in no"
                  .formatted(String.join(", ", reasons))
              + " trace");
    }
    if (letters.unknown() != null) {
      warn("may have met more dead letters: " + letters.unknown());
    }
  }

  private void warn(String words) {
    warnings.add(manifest.capture().file() + " " + words);
  }
}
