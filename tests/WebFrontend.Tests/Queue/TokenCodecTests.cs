using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class TokenCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 12, 1, 12, 0, 0, 123, TimeSpan.Zero);
    private static readonly SigningKey Old = new() { Id = "2026", Key = new string('a', 32) };
    private static readonly SigningKey New = new() { Id = "2027", Key = new string('b', 32) };

    private readonly TokenCodec _codec = new(new TokenKeyRing([Old]));

    [Theory]
    [InlineData("default", "minji", 1)]
    [InlineData("q", "u", 1_000_000_000_000)]
    [InlineData("Q.ueue_1:2@+", "minji@example.com", 42)]
    public void A_token_says_what_was_written_into_it(string queueId, string userId, long number)
    {
        var written = _codec.Write(queueId, userId, number, At.AddTicks(4));
        _codec.Read(written.Text).ShouldBe(new(written.Text, queueId, userId, number, At));
        written.IssuedAt.ShouldBe(At);
    }

    [Fact]
    public void The_longest_ids_fit_into_200_characters()
    {
        var id = new string('z', 64);
        var token = _codec.Write(id, id, (1L << 40) - 1, DateTimeOffset.MaxValue);
        token.Text.Length.ShouldBeLessThanOrEqualTo(200);
        _codec.Read(token.Text)!.UserId.ShouldBe(id);
    }

    [Fact]
    public void The_same_place_always_gives_the_same_token() =>
        _codec.Write("default", "minji", 7, At).Text.ShouldBe(_codec.Write("default", "minji", 7, At).Text);

    [Fact]
    public void A_token_with_any_character_changed_is_forged()
    {
        var token = _codec.Write("default", "minji", 7, At).Text;
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "AQgw5_")
            {
                var changed = token[..i] + other + token[(i + 1)..];
                (_codec.Read(changed) is null || changed == token).ShouldBeTrue($"{other} at {i}");
            }
        }
    }

    [Fact]
    public void A_token_with_anything_added_or_taken_away_is_forged()
    {
        var token = _codec.Write("default", "minji", 7, At).Text;
        string[] forged =
        [
            "",
            " ",
            token + "A",
            token + "=",
            token + " ",
            " " + token,
            token[..^1],
            token[1..],
        ];
        forged.ShouldAllBe(text => _codec.Read(text) == null);
    }

    [Fact]
    public void Noise_is_no_token()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(1, 150)];
            random.NextBytes(bytes);
            bytes[0] = 1;
            _codec.Read(Base64Url.EncodeToString(bytes)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_text_that_is_longer_than_any_token_is_none()
    {
        for (var length = 195; length <= 400; length++)
        {
            _codec.Read(new string('A', length)).ShouldBeNull();
            _codec.Read("AQ" + new string('g', length - 2)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_token_of_another_version_is_not_read_as_one_of_this()
    {
        var token = Base64Url.DecodeFromChars(_codec.Write("default", "minji", 7, At).Text);
        var signed = token.AsSpan(..^16);
        (signed[0], var version) = (2, signed[0]);
        Sign();
        _codec.Read(Base64Url.EncodeToString(token)).ShouldBeNull();

        signed[0] = version;
        Sign();
        _codec.Read(Base64Url.EncodeToString(token)).ShouldNotBeNull();

        void Sign() =>
            HMACSHA256
                .HashData(Encoding.UTF8.GetBytes(Old.Key), token.AsSpan(..^16))[..16]
                .CopyTo(token, token.Length - 16);
    }

    [Fact]
    public void A_token_of_another_server_is_forged() =>
        _codec
            .Read(new TokenCodec(new TokenKeyRing([New])).Write("default", "minji", 7, At).Text)
            .ShouldBeNull();

    [Fact]
    public void After_a_change_of_keys_old_tokens_are_still_believed_and_new_ones_signed_with_the_new_key()
    {
        var before = _codec.Write("default", "minji", 7, At);
        var changed = new TokenCodec(new TokenKeyRing([New, Old]));
        changed.Read(before.Text).ShouldBe(before);
        var after = changed.Write("default", "minji", 7, At);
        _codec.Read(after.Text).ShouldBeNull();
        new TokenCodec(new TokenKeyRing([New])).Read(after.Text).ShouldBe(after);
    }

    [Fact]
    public void A_key_that_takes_the_name_of_another_one_is_not_that_one()
    {
        var impostor = new SigningKey { Id = Old.Id, Key = New.Key };
        new TokenCodec(new TokenKeyRing([impostor]))
            .Read(_codec.Write("default", "minji", 7, At).Text)
            .ShouldBeNull();
    }
}
