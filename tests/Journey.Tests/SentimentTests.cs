using CsCheck;

namespace IntegrationHub.Journey.Tests;

/// <summary>How a review sounds: stars first, words where the language is known.</summary>
public sealed class SentimentTests
{
    [Theory]
    [InlineData(5, null, "positive")]
    [InlineData(3, null, "mixed")]
    [InlineData(1, null, "negative")]
    [InlineData(5, "The bread was stale and the staff was rude", "mixed")]
    [InlineData(4, "Sehr gut, gerne wieder", "positive")]
    [InlineData(3, "Leider war das Brot trocken und die Bedienung unfreundlich", "negative")]
    [InlineData(3, "Le pain est délicieux et l'accueil très sympathique", "positive")]
    [InlineData(3, "Il pane non è buono", "negative")]
    [InlineData(3, "Das ist nicht schlecht", "positive")]
    [InlineData(1, "The bread is good and the people are friendly, but they closed at noon", "mixed")]
    [InlineData(1, "It was good", "negative")]
    [InlineData(3, "Хлеб очень вкусный", "mixed")]
    [InlineData(3, "(Translated by Google) The bread was great (Original) Das Brot war schlecht und alt", "negative")]
    public void Stars_decide_and_words_move_it_by_a_step(int stars, string? text, string expected) => Assert.Equal(expected, Sentiment.Of(stars, text));

    [Fact]
    public void Without_stars_and_words_nothing_is_said() => Assert.Null(Sentiment.Of(null, "🙂"));

    [Theory]
    [InlineData("Gute Auswahl und sehr nett", "de")]
    [InlineData("The best croissants", "en")]
    [InlineData("Très bon pain", "fr")]
    [InlineData("Ottimo, molto gentili", "it")]
    [InlineData("ok", null)]
    public void The_language_is_known_by_its_words(string text, string? language) => Assert.Equal(language, Sentiment.LanguageOf(text));

    [Fact]
    public void Words_alone_never_turn_good_stars_into_a_bad_review() => Gen.String.Sample(text => Sentiment.Of(5, text) is "positive" or "mixed", iter: 2_000);
}
