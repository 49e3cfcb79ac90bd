package io.spanline.cli.capture;

import io.spanline.captures.line.IntactLines;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.cli.invocation.Invocation;
import io.spanline.clients.CaptureSender;
import io.spanline.clients.ClientException;
