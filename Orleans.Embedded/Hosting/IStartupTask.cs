namespace Orleans.Runtime;

/// <summary>Runs once at start, when grains can be called; an exception stops the start.</summary>
public interface IStartupTask
{
    /// <summary>Runs the task.</summary>
    Task Execute(CancellationToken cancellationToken);
}
