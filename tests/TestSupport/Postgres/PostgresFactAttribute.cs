using Xunit;

namespace Ticketing.TestSupport;

/// <summary>A fact that needs a PostgreSQL server; skipped, saying why, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public PostgresFactAttribute()
    {
        Skip = PostgresBinaries.WhyMissing;
    }
}
