package io.spanline.cli.experiment;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentFolder;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The experiments that verbs are given by name or path. */
final class Folders {
  private Folders() {}

  static ExperimentFolder ofThisProcess() {
    return new ExperimentFolder(Invocation.ofThisProcess().captures().data());
  }

  /** What to type to have the verdict of an experiment's folder computed again. */
  static String recompute(Path folder) {
    return typed("recompute", folder);
  }

  /** A verb on an experiment's folder, as it is typed. */
  static String typed(String verb, Path folder) {
    Path name = folder.getFileName();
    boolean isOfThisClone =
        ofThisProcess().path().resolve(name).toAbsolutePath().equals(folder.toAbsolutePath());
    return "%s experiment %s %s"
        .formatted(
            Place.ofThisProcess().command(),
            verb,
            isOfThisClone ? name : Invocation.ofThisProcess().shown(folder));
  }

  /**
   * The files of an experiment.
   *
   * @throws Complaint if there is none, naming what there is
   */
  static ExperimentFiles find(String pathOrName) throws IOException {
    try {
      return new ExperimentFiles(ofThisProcess().find(pathOrName));
    } catch (InvalidPathException e) {
      throw Complaint.refused("no experiment '%s': %s".formatted(pathOrName, e.getReason()));
    } catch (FileSystemException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }
}
