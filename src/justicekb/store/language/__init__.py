"""What is known of languages to find a word in all its forms: stems by language, and words that follow one another."""
