package io.spanline.stack.compose;

import io.spanline.clients.Toxiproxy;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lays out the Java programs of a built clone for container images, which then start them exactly
 * as the local stack does. Each program gets a folder with its jars, the files that its options
 * name, and {@code java.args}: everything that follows the word {@code java}. The command line's
 * has {@code sweeper.args} as well: it runs as the sweeper, too.
 */
public final class ImageFolders {
  private static final Path HOME = Path.of("/opt/spanline");

  // Options that end in the path of a file.
  private static final Pattern WITH_FILE = Pattern.compile("(-javaagent:|-D[^=]+=)(/.+)");

  private final Path folder;

  private ImageFolders(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: ImageFolders CLONE FOLDER");
    }
    write(new Checkout(Path.of(args[0])), Path.of(args[1]));
  }

  static void write(Checkout checkout, Path folder) throws IOException {
    Programs programs = new Programs(checkout);
    for (Component component : Programs.ALL) {
      new ImageFolders(folder.resolve(component.processName()))
          .write("java.args", programs.of(component));
    }
    ImageFolders cli = new ImageFolders(folder.resolve("cli"));
    cli.write("java.args", cli(checkout, List.of("-Xmx256m"), List.of()));
    cli.write(
        "sweeper.args",
        cli(
            checkout,
            List.of("-Xmx64m", "-Dspanline.root=/spanline", "-Dspanline.place=compose"),
            List.of("toxics", "sweep", "--watch")));
  }

  private static JavaProgram cli(Checkout checkout, List<String> own, List<String> arguments) {
    List<String> options = new ArrayList<>(own);
    options.add("-Duser.language=en");
    options.addAll(Toxiproxy.OPTIONS);
    return new JavaProgram(
        "io.spanline.cli.Spanline", JavaProgram.classPathOf(checkout, "cli"), options, arguments);
  }

  private void write(String file, JavaProgram program) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    List<String> options = new ArrayList<>();
    for (String option : program.options()) {
      options.add(inImage(option));
    }
    JavaProgram inImage =
        new JavaProgram(
            program.main(), jarsInImage(program.classPath()), options, program.arguments());
    List<String> command = inImage.command();
    Files.writeString(
        folder.resolve(file),
        command.stream().skip(1).map(word -> '"' + word + "\"\n").collect(Collectors.joining()));
  }

  private String inImage(String option) throws IOException {
    Matcher matcher = WITH_FILE.matcher(option);
    if (!matcher.matches() || !Files.isRegularFile(Path.of(matcher.group(2)))) {
      return option;
    }
    return matcher.group(1) + copy(Path.of(matcher.group(2)), Path.of(""));
  }

  private String jarsInImage(String classPath) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      jars.add(copy(Path.of(jar), Path.of("lib")));
    }
    return String.join(":", jars);
  }

  /** Copies a file to a place within the folder; returns its path in the image. */
  private String copy(Path file, Path place) throws IOException {
    Path copy = place.resolve(file.getFileName());
    Files.copy(file, folder.resolve(copy), StandardCopyOption.REPLACE_EXISTING);
    return HOME.resolve(copy).toString();
  }
}
