namespace Orleans.Hosting;

internal sealed record StartupTask(Func<IServiceProvider, CancellationToken, Task> Run);
