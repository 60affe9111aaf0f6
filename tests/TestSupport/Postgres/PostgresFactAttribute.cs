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

/// <summary>A theory that needs a PostgreSQL server; skipped, saying why, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks the test.</summary>
    public PostgresTheoryAttribute()
    {
        Skip = PostgresBinaries.WhyMissing;
    }
}
