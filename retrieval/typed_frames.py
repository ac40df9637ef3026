"""What questions about speech are asked with, by how it sounds: the usual words are meant, whatever the record has."""

from embeddings.kana import letters_of

_WRITTEN = (
    "について|に関して:にかんして|に関する:にかんする|について|何:なに|何:なん|何と:なんと|何を:なにを|何か:なにか|何を言った:なにをいった|何と言った:なにといった|何と言った:なんといった|どう|誰:だれ|誰が:だれが"
    "|誰か:だれか|いつ|どこ|なぜ|いくつ|どの|どんな|言いました:いいました|言います:いいます|言っていました:いっていました"
    "|言っています:いっています|述べました:のべました|述べた:のべた|述べて:のべて|話しました:はなしました|話した:はなした|話しています:はなしています"
    "|語りました:かたりました|考え:かんがえ|考えて:かんがえて|考える:かんがえる|思います:おもいます|思って:おもって|思う:おもう|教えて:おしえて"
    "|ください|発言:はつげん|発言者:はつげんしゃ|見解:けんかい|意見:いけん|触れた:ふれた|触れました:ふれました|それぞれ|さん|ですか|でしたか"
    "|ほかに|いいえ|ちがいます|わかりました|こんにちは|こんばんは|ありがとう"
)
FRAMES = {
    letters_of(sound or written).text: written
    for written, _, sound in (one.partition(":") for one in _WRITTEN.split("|"))
}
"""What is written, by the letters of its sound."""
