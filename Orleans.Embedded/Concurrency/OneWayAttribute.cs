namespace Orleans.Concurrency;

/// <summary>
/// Marks a grain method whose caller waits for nothing: the call returns a completed task at once, and neither result
/// nor exception ever comes back.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
