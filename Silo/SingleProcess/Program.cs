await Console.Error.WriteLineAsync(
    "This build runs in one process, which is WebFrontend. A silo is a process of a cluster: build it with "
        + "-p:GrainRuntime=Orleans."
);
return 1;
