namespace Orleans.Embedded.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void An_identity_reads_what_it_wrote()
    {
        var id = GrainId.Create("seat", "concert/7/스탠딩");

        id.ToString().ShouldBe("seat/concert/7/스탠딩");
        GrainId.Parse(id.ToString()).ShouldBe(id);
        id.Type.ToString().ShouldBe("seat");
        id.Key.ToString().ShouldBe("concert/7/스탠딩");
        GrainId.TryParse("no slash", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => GrainId.Parse("no slash"));
    }

    // Reminder tables keep these: another value would lose reminders that are stored.
    [Fact]
    public void Hashes_never_change()
    {
        GrainId.Create("seat", "1").GetUniformHashCode().ShouldBe(HashOf("seat", "1"));
        IdSpan.Create("1").GetUniformHashCode().ShouldBe(1428125071u);
    }

    [Fact]
    public void Hashes_of_keys_that_follow_each_other_spread()
    {
        var high = Enumerable
            .Range(0, 1000)
            .Select(i => GrainId.Create("seat", $"{i}").GetUniformHashCode() >> 24)
            .GroupBy(static value => value / 64)
            .Select(static group => group.Count())
            .ToArray();

        high.Length.ShouldBe(4);
        high.ShouldAllBe(count => count > 150);
    }

    [Fact]
    public void The_default_names_nobody()
    {
        default(GrainId).IsDefault.ShouldBeTrue();
        default(GrainId).ToString().ShouldBe("/");
    }

    private static uint HashOf(string type, string key) =>
        unchecked((IdSpan.Create(type).GetUniformHashCode() * 31) + IdSpan.Create(key).GetUniformHashCode());
}
